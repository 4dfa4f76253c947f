package dev.dragoman.gateway;

import dev.dragoman.gateway.deployment.CheckTurns;
import dev.dragoman.gateway.sharing.CheckBoard;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets health checks take turns on a board that instances share: neither room sees the other. */
record SharedChecks(CheckBoard board) implements CheckTurns {

    @Override
    public String instance() {
        return board.instance();
    }

    @Override
    public @Nullable Found last() {
        CheckBoard.Found found = board.last();
        return found == null ? null : new Found(found.by(), found.by() + " " + found.at(), found.age(), found.what());
    }

    @Override
    public boolean begin(Duration lease) {
        return board.begin(lease);
    }

    @Override
    public void leave(JsonObject found, Duration kept) {
        board.leave(found, kept);
    }

    @Override
    public void end() {
        board.end();
    }

    @Override
    public @Nullable String holder() {
        return board.holder();
    }
}
