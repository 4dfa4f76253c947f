package dev.dragoman.provider.oci;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The key of a user, with which every request is signed. */
final class OciCredentials implements Credentials {

    private static final String[] NEEDED = {"oci_tenancy", "oci_user", "oci_fingerprint", OciQuirks.COMPARTMENT};

    // By the text they were read from, so that no call reads a key again.
    private final ConcurrentMap<String, PrivateKey> keys = new ConcurrentHashMap<>();

    @Override
    public UpstreamRequest sign(UpstreamRequest request, Target target, Tokens tokens) {
        try {
            check(target);
            return signature(target).sign(request, tokens.clock().instant());
        } catch (IllegalArgumentException missing) {
            throw new AuthenticationException(
                    ErrorDetail.of(String.valueOf(missing.getMessage())).at(OciProvider.NAME, target.model()),
                    401,
                    missing);
        }
    }

    /** What is signed with is asked for first, or is no single secret. */
    @Override
    public UpstreamRequest hidden(UpstreamRequest request, Target target, String hidden, Tokens tokens) {
        return Credentials.bearing(request, hidden);
    }

    @Override
    public void check(Target target) {
        for (String name : NEEDED) {
            if (filled(target, name) == null) {
                throw missing(name);
            }
        }
        key(target);
    }

    private OciSignature signature(Target target) {
        String id = filled(target, "oci_tenancy") + "/" + filled(target, "oci_user") + "/"
                + filled(target, "oci_fingerprint");
        return new OciSignature(id, key(target));
    }

    private PrivateKey key(Target target) {
        String key = filled(target, "oci_key");
        if (key != null) {
            return keys.computeIfAbsent(key, OciKey::of);
        }
        String file = filled(target, "oci_key_file");
        if (file == null) {
            throw missing("oci_key or oci_key_file");
        }
        return keys.computeIfAbsent(file, path -> OciKey.of(read(path)));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "oci_key_file: " + file + " cannot be read (expected: a PEM file)", unreadable);
        }
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(name
                + ": missing for OCI (expected: oci_tenancy, oci_user, oci_fingerprint, oci_key or oci_key_file, and"
                + " oci_compartment_id, here or in OCI_TENANCY, OCI_USER and so on of the environment)");
    }

    private static @Nullable String filled(Target target, String name) {
        String value = target.setting(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
