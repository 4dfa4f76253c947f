package dev.dragoman.media;

import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import java.util.function.Predicate;

/**
 * A medium to fetch.
 *
 * @param source where it is, and its media type if the caller told it
 * @param kind what it is to be
 * @param taken whether the vendor takes media of a type there
 */
public record Wanted(MediaSource.Url source, MediaKind kind, Predicate<String> taken) {}
