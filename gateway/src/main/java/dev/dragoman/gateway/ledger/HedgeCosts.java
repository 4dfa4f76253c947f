package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.RouteListener;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.TokenEstimate;
import java.util.List;
import java.util.Objects;

/**
 * Reckons what attempts cost that were given up because another had answered: what the vendor had told by then, else its prompt as
 * it is estimated, since vendors charge for prompts that they have begun to read.
 */
public final class HedgeCosts implements RouteListener {

    private final PriceBook book;
    private final TokenEstimate tokens;
    private final SpendListener listener;
    private final Ledger ledger;

    /**
     * A reckoner.
     *
     * @param tokens counts conversations
     */
    public HedgeCosts(PriceBook book, TokenEstimate tokens, SpendListener listener, Ledger ledger) {
        this.book = book;
        this.tokens = tokens;
        this.listener = listener;
        this.ledger = ledger;
    }

    @Override
    public void answered(Call call, Fallbacks.Answer answer) {}

    @Override
    public void failed(Call call, LlmException failure, List<Attempted> attempts) {}

    @Override
    public void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered) {}

    @Override
    public void lost(Call call, Deployment loser, Source source, Usage usage) {
        Usage consumed = usage.inputTokens() == null && source instanceof ChatSource chat
                ? Usage.of(tokens.tokens(loser.target().traits().name(), conversation(chat)), 0)
                : usage;
        if (consumed.inputTokens() == null && consumed.outputTokens() == null) {
            listener.unpriced(call, loser, "usage");
            return;
        }
        Cost cost = book.estimate(loser, consumed);
        ledger.hedged(call, loser, consumed, cost);
        listener.hedged(call, loser, cost);
    }

    /** The conversation of Responses has other names. */
    private static JsonObject conversation(ChatSource chat) {
        JsonObject body = chat.body().toObject();
        return body.array("messages") == null && body.array("input") != null
                ? body.with("messages", Objects.requireNonNull(body.get("input")))
                : body;
    }
}
