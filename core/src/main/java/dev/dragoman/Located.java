package dev.dragoman;

import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;

/** A model at its provider, with the settings to reach it. */
public record Located(Provider provider, Target target) {}
