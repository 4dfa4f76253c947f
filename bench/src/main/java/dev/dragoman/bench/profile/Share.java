package dev.dragoman.bench.profile;

/** A part of the whole, in percent. */
public record Share(String name, double percent) {}
