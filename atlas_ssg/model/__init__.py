"""The nouns that the stages share: frozen values, standard library only, no I/O."""
