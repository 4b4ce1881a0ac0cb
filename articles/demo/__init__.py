"""The demonstration: articles, vocabulary and pictures that ship with the product."""
