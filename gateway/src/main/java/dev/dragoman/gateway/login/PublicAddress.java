package dev.dragoman.gateway.login;

import dev.dragoman.gateway.config.LoginSettings;
import dev.dragoman.gateway.web.Exchange;
import java.net.URI;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where browsers reach this gateway. */
final class PublicAddress {

    private final LoginSettings settings;
    private final BooleanSupplier forwarded;

    /**
     * The address.
     *
     * @param forwarded whether what a proxy in front tells is believed
     */
    PublicAddress(LoginSettings settings, BooleanSupplier forwarded) {
        this.settings = settings;
        this.forwarded = forwarded;
    }

    /** The address of a path. */
    String of(Exchange exchange, String path) {
        String base = settings.baseUrl();
        String origin = base == null ? (isSecure(exchange) ? "https://" : "http://") + host(exchange) : base;
        String root = settings.rootPath();
        return origin + (origin.endsWith(root) ? "" : root) + path;
    }

    /** A path as browsers ask for it. */
    String path(String path) {
        return settings.rootPath() + path;
    }

    /** Whether browsers come over encrypted connections. */
    boolean isSecure(Exchange exchange) {
        String base = settings.baseUrl();
        if (base != null) {
            return base.toLowerCase(Locale.ROOT).startsWith("https:");
        }
        String told = forwarded.getAsBoolean() ? exchange.headers().first("x-forwarded-proto") : null;
        return exchange.secure() || "https".equalsIgnoreCase(told);
    }

    /** Whether a page of this origin is this gateway's. */
    boolean isOwn(Exchange exchange, String origin) {
        String authority = authority(origin);
        String base = settings.baseUrl();
        return authority != null
                && (authority.equals(host(exchange).toLowerCase(Locale.ROOT))
                        || base != null && authority.equals(authority(base)));
    }

    private static String host(Exchange exchange) {
        String host = exchange.headers().first("host");
        return host == null ? "localhost" : host;
    }

    private static @Nullable String authority(String address) {
        try {
            String authority = URI.create(address).getRawAuthority();
            return authority == null ? null : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
