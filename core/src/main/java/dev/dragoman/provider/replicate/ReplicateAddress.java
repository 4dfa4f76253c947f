package dev.dragoman.provider.replicate;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/**
 * Where a model's predictions are made. Whole ones are waited for by the service, for up to a minute.
 *
 * @see <a href="https://replicate.com/docs/reference/http">Replicate: HTTP API</a>
 */
final class ReplicateAddress implements Address {

    private static final String BASE = "https://api.replicate.com/v1";
    private static final Headers WHOLE = Headers.of("prefer", "wait");

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        ReplicateModel model = ReplicateModel.of(target.model());
        return new Endpoint(Origin.of(base.uri()), base.path() + model.path(), stream ? Headers.EMPTY : WHOLE);
    }
}
