package dev.dragoman.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a file without reading it; links are followed.
 *
 * @param modified when it was last changed
 * @param size its length; -1 when it is not there
 * @param identity tells files apart that took each other's place; null where the system has no such thing
 */
record FileStamp(Instant modified, long size, @Nullable Object identity) {

    private static final FileStamp ABSENT = new FileStamp(Instant.EPOCH, -1, null);

    /** Of a pipe, say, which gives its content once; or of a folder. */
    static final FileStamp UNREADABLE = new FileStamp(Instant.EPOCH, -2, null);

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new FileStamp(attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey())
                    : UNREADABLE;
        } catch (IOException gone) {
            // A file may be away for a moment while it is replaced; that is a state of it.
            return ABSENT;
        }
    }

    /** Whether the last change is longer ago; a change in the future counts as long ago. */
    boolean isOlderThan(Duration age, Instant now) {
        return modified.isAfter(now) || !modified.plus(age).isAfter(now);
    }
}
