"""What everybody and the political bodies may know of the work as a whole: figures, never persons."""
