package dev.dragoman.gateway.access;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Callers;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.http.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets in those only who call from addresses that the operator lists, if any are listed. */
public final class AddressGate implements Callers {

    private final Callers behind;
    private final Supplier<AccessSettings> settings;

    /** A gate before those who know callers. */
    public AddressGate(Callers behind, Supplier<AccessSettings> settings) {
        this.behind = behind;
        this.settings = settings;
    }

    @Override
    public Caller of(Visit visit) {
        AccessSettings rules = settings.get();
        List<String> allowed = rules.allowedAddresses();
        if (!allowed.isEmpty() && !allowed.contains(address(visit.headers(), visit.remote()))) {
            throw new PermissionDeniedException(ErrorDetail.of("Access forbidden: IP address not allowed.")
                    .withType("auth_error")
                    .withCode("403"));
        }
        return behind.of(visit);
    }

    @Override
    public String address(Headers headers, InetSocketAddress remote) {
        String forwarded = settings.get().forwarded() ? first(headers.first("x-forwarded-for")) : null;
        return forwarded == null ? remote.getAddress().getHostAddress() : forwarded;
    }

    private static @Nullable String first(@Nullable String list) {
        return list == null || list.isBlank() ? null : list.split(",", 2)[0].strip();
    }
}
