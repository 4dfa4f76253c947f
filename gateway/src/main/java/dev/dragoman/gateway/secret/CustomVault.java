package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.Environment;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            Class<?> type = Class.forName(name, true, loader(code));
            if (!SecretVault.class.isAssignableFrom(type)) {
                throw wrong(name, "it does not implement " + SecretVault.class.getName(), null);
            }
            return (SecretVault) made(type, environment);
        } catch (ClassNotFoundException absent) {
            throw wrong(
                    name, "there is no such class on the class path or in dragoman_settings.extension_path", absent);
        } catch (ReflectiveOperationException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw wrong(name, "it cannot be made: " + cause, failed);
        }
    }

    private static ClassLoader loader(@Nullable Path code) {
        ClassLoader own = CustomVault.class.getClassLoader();
        // It is never closed: its classes may load others at any time.
        return code == null ? own : new URLClassLoader("secrets", addresses(code), own);
    }

    private static URL[] addresses(Path code) {
        List<Path> places = new ArrayList<>(List.of(code));
        if (Files.isDirectory(code)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(code, "*.jar")) {
                jars.forEach(places::add);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("dragoman_settings.extension_path: " + unreadable, unreadable);
            }
        }
        URL[] addresses = new URL[places.size()];
        for (int i = 0; i < addresses.length; i++) {
            try {
                addresses[i] = places.get(i).toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException("every path has an address", impossible);
            }
        }
        return addresses;
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
