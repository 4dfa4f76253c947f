package dev.dragoman.provider.copilot;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The file with the token of a user's login, where LiteLLM leaves it too.
 *
 * @param path where it is, or will be
 */
record LoginFile(Path path) {

    private static final String USUAL_FOLDER = ".config/litellm/github_copilot";
    private static final String USUAL_FILE = "access-token";
    private static final String FOR_ITS_OWNER = "rw-------";

    /** The file that the settings name; null when there is no place for one. */
    static @Nullable LoginFile of(Target target) {
        String folder = filled(target.setting("github_copilot_token_dir"));
        String name = filled(target.setting("github_copilot_access_token_file"));
        String home = filled(target.setting("HOME"));
        if (folder == null && home == null) {
            return null;
        }
        Path in = folder == null ? Path.of(String.valueOf(home), USUAL_FOLDER) : Path.of(folder);
        return new LoginFile(in.resolve(name == null ? USUAL_FILE : name));
    }

    /** The token in it; null when there is none. */
    @Nullable
    String token() {
        if (!Files.exists(path)) {
            return null;
        }
        try {
            String token = Files.readString(path).strip();
            return token.isEmpty() ? null : token;
        } catch (IOException unreadable) {
            throw new AuthenticationException(
                    ErrorDetail.of(path + " cannot be read (expected: a file with a token)")
                            .at(CopilotProvider.NAME, null),
                    401,
                    unreadable);
        }
    }

    /** Puts a token into it, as a whole or not at all, for its owner alone. */
    void keep(String token) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        Path whole = posix
                ? Files.createTempFile(
                        folder,
                        USUAL_FILE,
                        null,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOR_ITS_OWNER)))
                : Files.createTempFile(folder, USUAL_FILE, null);
        Files.writeString(whole, token);
        Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
