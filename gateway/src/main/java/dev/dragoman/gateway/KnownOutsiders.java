package dev.dragoman.gateway;

import dev.dragoman.gateway.access.Customers;
import dev.dragoman.gateway.access.Outsiders;
import dev.dragoman.gateway.access.Tags;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.ledger.EndUsers;
import dev.dragoman.gateway.ledger.SpendTags;
import dev.dragoman.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** End users and tags: the ledger reads from a call who they are, the control plane knows what was agreed about them. */
record KnownOutsiders(Customers customers, Tags tags, Supplier<SpendSettings> settings) implements Outsiders {

    @Override
    public @Nullable String customerId(Call call) {
        String id = EndUsers.of(call, settings.get());
        return id.isEmpty() ? null : id;
    }

    @Override
    public @Nullable JsonObject customer(String id) {
        return customers.customer(id);
    }

    @Override
    public List<String> tagNames(Call call) {
        return SpendTags.of(call, List.of(), settings.get());
    }

    @Override
    public @Nullable JsonObject tag(String name) {
        return tags.tag(name);
    }
}
