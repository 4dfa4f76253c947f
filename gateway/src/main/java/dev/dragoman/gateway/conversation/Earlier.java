package dev.dragoman.gateway.conversation;

import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said before in a conversation of one owner. */
final class Earlier {

    private final ResponseStore store;
    private final String owner;

    Earlier(ResponseStore store, String owner) {
        this.store = store;
        this.owner = owner;
    }

    /**
     * All items up to an answer and with those of it, in order.
     *
     * @throws dev.dragoman.error.BadRequestException when the answer, or one before it, is not remembered
     */
    List<JsonValue> items(String id) {
        List<StoredResponse> answers = new ArrayList<>();
        String at = id;
        while (at != null) {
            StoredResponse answer = store.find(owner, at);
            if (answer == null) {
                throw Missing.previous(at);
            }
            answers.add(answer);
            at = answer.previous();
        }
        List<JsonValue> items = new ArrayList<>();
        for (StoredResponse answer : answers.reversed()) {
            items.addAll(answer.inputItems().items());
            items.addAll(answer.outputItems().items());
        }
        return items;
    }

    /** The items that an answer answered: all before it, and its own input. */
    List<JsonValue> input(StoredResponse answer) {
        String before = answer.previous();
        List<JsonValue> items = new ArrayList<>(before == null || isForgotten(before) ? List.of() : items(before));
        items.addAll(answer.inputItems().items());
        return items;
    }

    private boolean isForgotten(@Nullable String id) {
        String at = id;
        while (at != null) {
            StoredResponse answer = store.find(owner, at);
            if (answer == null) {
                return true;
            }
            at = answer.previous();
        }
        return false;
    }
}
