package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.Environment;
import dev.dragoman.http.Upstream;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How places of secrets are reached.
 *
 * @param environment what tells of addresses and credentials
 * @param upstream to them
 * @param tokens keeps credentials that must be fetched
 * @param google Google's credentials
 */
record VaultWorld(
        Environment environment,
        Upstream upstream,
        Tokens tokens,
        Supplier<Credentials> google,
        InstantSource clock,
        LongSupplier nanoClock) {

    /** The variable; null when it is not set. */
    @Nullable
    String variable(String name) {
        return environment.get(name);
    }

    String variable(String name, String usual) {
        String value = environment.get(name);
        return value == null ? usual : value;
    }

    /**
     * The variable.
     *
     * @throws IllegalArgumentException when it is not set
     */
    String required(String name, String meaning) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": not set (expected: " + meaning + ")");
        }
        return value;
    }

    VaultServer server(String setting, String address) {
        return VaultServer.at(setting, address, upstream, nanoClock);
    }

    /** A place for credentials of the library, with these settings on top of the environment. */
    Target target(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(environment.variables());
        all.values().removeIf(String::isBlank);
        all.putAll(settings);
        return new Target(name, null, null, null, all, ModelTraits.unknown(name));
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return environment.toString();
    }
}
