"""Where things lie on disk: find, load, create, append, replace safely. The only one that knows the layout."""
