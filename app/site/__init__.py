"""Home, help, duties: pages about the site itself."""
