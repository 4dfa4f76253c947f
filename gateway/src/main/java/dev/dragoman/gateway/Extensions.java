package dev.dragoman.gateway;

import dev.dragoman.gateway.config.CustomAuthSettings;
import dev.dragoman.gateway.config.Location;
import dev.dragoman.gateway.config.Problems;
import dev.dragoman.gateway.extension.CustomAuth;
import dev.dragoman.gateway.extension.OwnCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds code of the operator's own, on the class path and where {@code dragoman_settings.extension_path} says. */
final class Extensions {

    private static final String KEY = "general_settings.custom_auth: ";

    private Extensions() {}

    /**
     * The code that knows callers; null when there is none.
     *
     * @throws dev.dragoman.gateway.config.ConfigException telling file and line of a name that stands for none
     */
    static @Nullable CustomAuth customAuth(CustomAuthSettings settings) {
        String type = settings.type();
        Location at = settings.at();
        if (type == null || at == null) {
            return null;
        }
        Problems problems = new Problems();
        CustomAuth made = made(type, settings.code(), at, problems);
        problems.throwIfErrors();
        return made;
    }

    private static @Nullable CustomAuth made(String type, @Nullable Path code, Location at, Problems problems) {
        try {
            Object made = OwnCode.named(type, code).getConstructor().newInstance();
            if (made instanceof CustomAuth auth) {
                return auth;
            }
            problems.error(
                    at,
                    KEY + type + " is no " + CustomAuth.class.getName() + " (expected: a class that implements it)");
        } catch (ClassNotFoundException absent) {
            problems.error(
                    at,
                    KEY + type + " is not found (expected: the name of a class in Java, on the class path or in"
                            + " dragoman_settings.extension_path)");
        } catch (ReflectiveOperationException | LinkageError misfit) {
            Throwable cause = misfit.getCause() == null ? misfit : misfit.getCause();
            problems.error(
                    at,
                    KEY + type + " cannot be used: " + cause
                            + " (expected: a public class with a public constructor without parameters)");
        }
        return null;
    }
}
