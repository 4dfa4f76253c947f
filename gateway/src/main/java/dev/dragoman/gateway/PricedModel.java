package dev.dragoman.gateway;

import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.ModelFields;
import dev.dragoman.gateway.ledger.PriceBook;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.Deployment;

/** What the catalogue and the price book tell of a deployment's model, in LiteLLM's fields. */
final class PricedModel {

    private PricedModel() {}

    static JsonObject of(PriceBook book, Deployment deployment) {
        CatalogModel model = book.model(deployment);
        JsonObject.Builder fields = model == null
                ? JsonObject.builder()
                        .put("litellm_provider", deployment.provider().name())
                : ModelFields.of(model).toBuilder();
        ModelFields.prices(fields, book.prices(deployment));
        return fields.build();
    }
}
