"""Code scanners: keyboards without a person, or serial lines; each code comes out whole or not at all."""
