package dev.dragoman.provider;

/** What can be asked of a provider. */
public enum Operation {
    CHAT
}
