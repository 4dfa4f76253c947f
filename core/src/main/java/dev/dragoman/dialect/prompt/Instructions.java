package dev.dragoman.dialect.prompt;

import java.util.List;

/** Conversations in which what the user says stands between the marks of an instruction. */
final class Instructions {

    private Instructions() {}

    /**
     * The conversation as one text.
     *
     * @param begin what stands before every instruction but the first; the service puts it before the first itself
     * @param beforeSystem what stands before the instructions of the first turn
     * @param afterSystem what stands behind them
     * @param end what stands behind an answer
     */
    static String laidOut(List<Turn> turns, String begin, String beforeSystem, String afterSystem, String end) {
        StringBuilder text = new StringBuilder();
        StringBuilder asked = new StringBuilder();
        boolean later = false;
        for (Turn turn : turns) {
            switch (turn.role()) {
                case SYSTEM -> asked.append(beforeSystem).append(turn.text()).append(afterSystem);
                case USER ->
                    asked.append(asked.isEmpty() || endsWith(asked, afterSystem) ? "" : "\n\n")
                            .append(turn.text());
                case ASSISTANT, PREFIX -> {
                    later = ask(text, asked, later ? begin : "") || later;
                    text.append(turn.text()).append(turn.role() == Turn.Role.PREFIX ? "" : end);
                }
            }
        }
        ask(text, asked, later ? begin : "");
        return text.toString();
    }

    private static boolean ask(StringBuilder text, StringBuilder asked, String begin) {
        if (asked.isEmpty()) {
            return false;
        }
        text.append(begin).append("[INST] ").append(asked).append(" [/INST] ");
        asked.setLength(0);
        return true;
    }

    private static boolean endsWith(StringBuilder text, String end) {
        int at = text.length() - end.length();
        return at >= 0 && text.indexOf(end, at) == at;
    }
}
