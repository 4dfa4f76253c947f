package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.extension.OwnCode;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the vault of the operator's own class. */
final class CustomVault {

    private CustomVault() {}

    /**
     * The vault.
     *
     * @param code where the class is looked for beside the class path; null for nowhere
     * @throws IllegalArgumentException when there is no such class, or it is none
     */
    static SecretVault of(String name, @Nullable Path code, Environment environment) {
        try {
            Class<?> type = OwnCode.named(name, code);
            if (!SecretVault.class.isAssignableFrom(type)) {
                throw wrong(name, "it does not implement " + SecretVault.class.getName(), null);
            }
            return (SecretVault) made(type, environment);
        } catch (ClassNotFoundException absent) {
            throw wrong(
                    name, "there is no such class on the class path or in dragoman_settings.extension_path", absent);
        } catch (UncheckedIOException unreadable) {
            throw wrong(name, String.valueOf(unreadable.getMessage()), unreadable);
        } catch (ReflectiveOperationException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw wrong(name, "it cannot be made: " + cause, failed);
        }
    }

    private static Object made(Class<?> type, Environment environment) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Map.class) {
                return constructor.newInstance(environment.variables());
            }
        }
        return type.getConstructor().newInstance();
    }

    private static IllegalArgumentException wrong(String name, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "custom_secret_manager: " + name + ": " + why + " (expected: a public class that implements it)",
                cause);
    }
}
