package dev.dragoman.provider.gigachat;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** GigaChat's server, or one of a company's own. */
final class GigaChatAddress implements Address {

    private static final String BASE = "https://gigachat.devices.sberbank.ru/api/v1";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String path = switch (operation) {
            case CHAT -> "/chat/completions";
            default -> throw Address.without(operation, "GigaChat");
        };
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        return new Endpoint(Origin.of(base.uri()), base.with(path), Headers.EMPTY);
    }
}
