package dev.dragoman.catalog;

/**
 * Models that search the web for every answer, and are charged for it by the request.
 *
 * @see <a href="https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat">OpenAI: search models always search</a>
 * @see <a href="https://docs.perplexity.ai/getting-started/pricing">Perplexity: request fee by search context size</a>
 */
final class SearchingModel {

    private SearchingModel() {}

    static boolean is(CatalogModel model, Prices prices) {
        return switch (model.provider()) {
            case "openai", "azure" ->
                model.key().contains("-search-preview") || model.key().contains("-search-api");
            // Deep research, which quotes its sources, tells how often it searched.
            case "perplexity" -> prices.dollars(Rate.SEARCH_LOW) != null && prices.dollars(Rate.CITATION) == null;
            default -> false;
        };
    }
}
