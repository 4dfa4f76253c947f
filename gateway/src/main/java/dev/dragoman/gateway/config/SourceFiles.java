package dev.dragoman.gateway.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files of one configuration and keeps a fingerprint of what each held. Confined to one thread. */
final class SourceFiles {

    private static final int LARGEST = 16 << 20;

    private final Problems problems;
    private final Map<Path, Fingerprint> read = new LinkedHashMap<>();

    SourceFiles(Problems problems) {
        this.problems = problems;
    }

    /** The file's text; null when it has none, which is told as a problem at the place that names the file. */
    @Nullable
    String text(Path file, Location namedAt) {
        try {
            return text(file, bytes(file));
        } catch (IOException failed) {
            read.put(file, Fingerprint.ABSENT);
            problems.error(namedAt, "", file + ": " + reason(file, failed), "a readable YAML file");
            return null;
        }
    }

    /** The files read so far, with what they held, in this order. */
    Map<Path, Fingerprint> fingerprints() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(read));
    }

    private byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("is a directory");
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException("is larger than " + (LARGEST >> 20) + " MiB");
        }
        return Files.readAllBytes(file);
    }

    private @Nullable String text(Path file, byte[] bytes) {
        read.put(file, Fingerprint.of(bytes));
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            Location at = new Location(
                    file.toString(),
                    1 + (int) text.chars().filter(c -> c == '\n').count());
            problems.error(at, "", "bytes that are not UTF-8", "a file in UTF-8");
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String reason(Path file, IOException failed) {
        return switch (failed) {
            case NoSuchFileException missing -> Files.isSymbolicLink(file) ? "a link to no file" : "no such file";
            case AccessDeniedException denied -> "may not be read by this user";
            default -> String.valueOf(failed.getMessage());
        };
    }
}
