package dev.dragoman.provider.aws;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code ~/.aws/credentials} and {@code ~/.aws/config}, and files that hold a token.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS: Format of the shared files</a>
 */
final class SharedFiles {

    private static final String PROFILE = "profile ";

    private final Settings settings;

    SharedFiles(Settings settings) {
        this.settings = settings;
    }

    /** Whether a profile of that name is there. */
    boolean has(String name) {
        return !values(name).isEmpty();
    }

    /**
     * The profile; what the credentials file says counts more than the config file.
     *
     * @throws AuthenticationException when neither file has it
     */
    Profile profile(String name) {
        Map<String, String> values = values(name);
        if (values.isEmpty()) {
            throw refused(
                    "aws_profile_name: \"" + name + "\" (expected: a profile in ~/.aws/credentials or ~/.aws/config)",
                    null);
        }
        return new Profile(name, values);
    }

    private Map<String, String> values(String name) {
        Map<String, String> values = new HashMap<>();
        collect(path("AWS_CONFIG_FILE", "config"), name.equals("default") ? name : PROFILE + name, values);
        collect(path("AWS_CONFIG_FILE", "config"), PROFILE + name, values);
        collect(path("AWS_SHARED_CREDENTIALS_FILE", "credentials"), name, values);
        return values;
    }

    private @Nullable Path path(String variable, String file) {
        String given = settings.text(variable);
        String home = settings.text("HOME");
        if (given != null) {
            return Path.of(given);
        }
        return home == null ? null : Path.of(home, ".aws", file);
    }

    private static void collect(@Nullable Path file, String section, Map<String, String> into) {
        if (file == null || !Files.isReadable(file)) {
            return;
        }
        boolean inside = false;
        for (String line : read(file.toString()).split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                inside = text.substring(1, text.length() - 1).strip().equals(section);
            } else if (inside) {
                setting(line, into);
            }
        }
    }

    /** Indented lines belong to the setting before them and matter to none of these. */
    private static void setting(String line, Map<String, String> into) {
        int equals = line.indexOf('=');
        if (equals > 0 && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '#' && line.charAt(0) != ';') {
            into.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
    }

    /** A token that is given itself, or by the absolute path of the file that holds it. */
    static String token(String given) {
        return given.startsWith("/") ? read(given) : given;
    }

    /** A whole file as text. */
    static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw refused(file + ": cannot be read (expected: a file with credentials)", unreadable);
        }
    }

    private static AuthenticationException refused(String message, @Nullable Throwable cause) {
        return new AuthenticationException(ErrorDetail.of(message).at("bedrock", null), 401, cause);
    }
}
