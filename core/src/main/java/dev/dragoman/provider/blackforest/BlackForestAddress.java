package dev.dragoman.provider.blackforest;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** A path for each model. */
final class BlackForestAddress implements Address {

    private static final String BASE = "https://api.bfl.ai";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String model = Percent.encoded(target.model(), Percent.UNRESERVED);
        return new Endpoint(
                Origin.of(base.uri()), base.with("/v1") + "/" + model, Headers.of("accept", "application/json"));
    }

    /** Whether the key may go to a host that an answer names: the vendor's regions, and the address of one's own. */
    static boolean isOwn(Endpoint named, Endpoint asked) {
        return named.origin().equals(asked.origin())
                || named.origin().secure() && named.origin().host().endsWith(".bfl.ai");
    }
}
