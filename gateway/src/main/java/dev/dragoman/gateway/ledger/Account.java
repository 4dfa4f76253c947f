package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.CacheNote;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.ledger.SpendRow.Answering;
import dev.dragoman.gateway.ledger.SpendRow.Cached;
import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.ledger.SpendRow.Times;
import dev.dragoman.gateway.ledger.SpendRow.Tokens;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.Deployment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account of one call, which ends with one row. Confined to the call's thread. */
final class Account {

    private final Ledger ledger;
    private final Ledger.Place place;
    private final Call call;
    private final String id;
    private final CallKind kind;
    private final Instant started;
    private final boolean check;
    private final Payers payers;
    private final JsonObject known;
    private final List<String> payment;
    private final String session;
    private final Book.@Nullable Opened opened;
    private @Nullable Answered answered;
    private @Nullable Instant firstToken;
    private @Nullable String answerId;
    private boolean closed;

    /**
     * An account.
     *
     * @param intended whether it is written down before the call is made
     * @param check whether failures are nobody's
     */
    Account(Ledger ledger, Ledger.Place place, Call call, String id, boolean intended, boolean check) {
        this.ledger = ledger;
        this.place = place;
        this.call = call;
        this.id = id;
        this.kind = CallKind.of(call);
        this.started = ledger.started(call);
        this.check = check;
        this.payers = SpendFacts.payers(call, List.of(), ledger.settings());
        this.known = SpendFacts.metadata(call);
        this.payment = place.payment().apply(call);
        this.session = SpendFacts.session(call);
        this.opened = intended ? place.book().intent(draft()) : null;
    }

    private SpendRow draft() {
        Answering nobody = new Answering("", call.model(), "", "", "");
        return row(true, 0, true, payers, nobody, Tokens.NONE, known);
    }

    /** The call is answered, or its answer begins. */
    void answered(Answered told) {
        answered = told;
        if (!(told.answer() instanceof CallAnswer.Whole)) {
            firstToken = ledger.now();
        }
    }

    /** The answer has this id. */
    void named(@Nullable String told) {
        answerId = answerId == null ? told : answerId;
    }

    /** Whether its answer has no id yet. */
    boolean isNameless() {
        return answerId == null;
    }

    /** Whether what is said is kept. */
    boolean keepsTexts() {
        return place.texts().wants(call);
    }

    /** What was said. */
    void said(Texts.Answer answer) {
        place.texts().keep(id, started, call, answer);
    }

    /** Notes how far a long answer has come. */
    void progress(Deployment deployment, Usage usage, long nanos) {
        Book.Opened to = opened;
        if (to != null && !closed) {
            to.progress(row(
                    false,
                    nanos,
                    true,
                    payers(deployment),
                    SpendFacts.answering(call, deployment, group()),
                    SpendFacts.tokens(usage),
                    known));
        }
    }

    /**
     * The call cost so much.
     *
     * @param error why its answer is not complete; null when it is
     */
    void settled(Deployment deployment, Usage usage, Cost cost, boolean estimated, @Nullable JsonObject error) {
        JsonObject.Builder told = known.toBuilder();
        SpendFacts.answered(told, answered, usage, cost);
        told.putIfPresent(SpendFacts.ERROR, error);
        close(row(
                error == null,
                cost.nanos(),
                estimated,
                payers(deployment),
                SpendFacts.answering(call, deployment, group()),
                SpendFacts.tokens(usage),
                told.build()));
    }

    private Payers payers(Deployment deployment) {
        List<String> tags = place.tags().apply(deployment);
        return tags.isEmpty() ? payers : SpendFacts.payers(call, tags, ledger.settings());
    }

    /** The call was not answered. */
    void failed(RuntimeException failure) {
        if (closed || check) {
            return;
        }
        close(row(
                false,
                0,
                false,
                payers,
                SpendFacts.failing(call, failure),
                Tokens.NONE,
                known.with(SpendFacts.ERROR, SpendFacts.error(failure))));
    }

    private void close(SpendRow row) {
        if (closed) {
            throw new IllegalStateException("call " + call.id() + " is settled already");
        }
        closed = true;
        Book.Opened to = opened;
        if (to == null) {
            place.book().outcome(row);
        } else {
            to.outcome(row);
        }
    }

    private SpendRow row(
            boolean success,
            long nanos,
            boolean estimated,
            Payers charged,
            Answering answering,
            Tokens tokens,
            JsonObject metadata) {
        return new SpendRow(
                id,
                answerId == null ? call.id() : answerId,
                call.id(),
                kind.type(),
                kind.path(),
                success,
                nanos,
                estimated,
                charged,
                answering,
                tokens,
                new Times(started, ledger.now(), firstToken),
                cached(),
                session,
                call.client(),
                metadata.toJson(),
                payment);
    }

    private @Nullable String group() {
        return answered == null ? null : answered.group();
    }

    private Cached cached() {
        CacheNote note = answered == null ? null : answered.cached();
        return note == null ? Cached.NOT : new Cached(note.hit(), note.key());
    }
}
