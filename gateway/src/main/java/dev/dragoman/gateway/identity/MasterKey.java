package dev.dragoman.gateway.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The administrator's key of a gateway whose operator set none: made at the first start and kept in the data directory.
 *
 * @param value the key
 * @param file where it is kept
 * @param fresh whether it was made just now
 */
public record MasterKey(String value, Path file, boolean fresh) {

    private static final int RANDOM_BYTES = 24;

    /** The kept key; a new one when there is none. */
    public static MasterKey keptIn(Path dataDirectory) {
        Path file = dataDirectory.resolve("master-key");
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (!kept.startsWith("sk-")) {
                    throw new IllegalStateException(file + " holds no key (expected: one that starts with sk-)");
                }
                return new MasterKey(kept, file, false);
            }
            Files.createDirectories(dataDirectory);
            String made = made();
            Files.createFile(file, ownerOnly());
            Files.writeString(file, made + "\n");
            return new MasterKey(made, file, true);
        } catch (IOException denied) {
            throw new UncheckedIOException("cannot keep a master key in " + file + ": set LITELLM_MASTER_KEY", denied);
        }
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return "master key in " + file;
    }

    private static String made() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
