package dev.dragoman.provider;

import dev.dragoman.http.Slice;

/**
 * A file of a form.
 *
 * @param field the name of its field, such as {@code file} or {@code image[]}
 * @param name the file's own name; empty when none was given
 * @param contentType its media type; {@code application/octet-stream} when none was given
 * @param bytes what is in it
 */
public record FormFile(String field, String name, String contentType, Slice bytes) {}
