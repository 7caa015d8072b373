"""Documents of this room: facts in the words of a language, given to core/printing with a template."""
