package dev.dragoman.dialect.prompt;

import java.util.ArrayList;
import java.util.List;

/** What one side says in a conversation of texts. */
record Turn(Role role, String text) {

    enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        /** The beginning of the answer that is asked for. */
        PREFIX
    }

    boolean isAssistants() {
        return role == Role.ASSISTANT || role == Role.PREFIX;
    }

    /** Whether the last turn is the beginning of the answer. */
    static boolean isOpen(List<Turn> turns) {
        return !turns.isEmpty() && turns.getLast().role == Role.PREFIX;
    }

    /** The conversation with instructions put before the user's next turn, for models that know none. */
    static List<Turn> withoutInstructions(List<Turn> turns) {
        List<Turn> result = new ArrayList<>(turns.size());
        String told = "";
        for (Turn turn : turns) {
            if (turn.role == Role.SYSTEM) {
                told += turn.text + "\n\n";
            } else {
                boolean users = turn.role == Role.USER;
                result.add(users ? new Turn(Role.USER, told + turn.text) : turn);
                told = users ? "" : told;
            }
        }
        if (!told.isEmpty()) {
            result.add(new Turn(Role.USER, told.strip()));
        }
        return result;
    }
}
