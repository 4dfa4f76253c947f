package dev.dragoman.dialect.gemini;

import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as the vendor knows it: instructions stand apart, and user and model take turns.
 *
 * @param instructions what the model is told beforehand
 */
record Conversation(List<Part> instructions, List<Turn> turns) {

    /**
     * All that one side says before the other answers.
     *
     * @param byModel whether the model says it
     */
    record Turn(boolean byModel, List<Said> said) {}

    /**
     * A message and its place in the request.
     *
     * @param index its number, from 0
     */
    record Said(int index, Message message) {}

    private static final Message SILENCE = new Message.User(List.of(), null);

    static Conversation of(List<Message> messages, GeminiModel model) {
        List<Part> instructions = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        boolean apart = model.takesInstructions();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message instanceof Message.Instructions told) {
                instruct(told, i, apart, instructions, turns);
            } else if (Kinds.saysSomething(message)) {
                add(turns, i, message);
            }
        }
        if (turns.isEmpty()) {
            add(turns, messages.size(), SILENCE);
        }
        return new Conversation(instructions, turns);
    }

    private static void instruct(
            Message.Instructions told, int index, boolean apart, List<Part> instructions, List<Turn> turns) {
        if (apart) {
            instructions.addAll(told.parts());
        } else {
            add(turns, index, new Message.User(told.parts(), told.name()));
        }
    }

    private static void add(List<Turn> turns, int index, Message message) {
        boolean byModel = message instanceof Message.Assistant;
        if (turns.isEmpty() || turns.getLast().byModel() != byModel) {
            turns.add(new Turn(byModel, new ArrayList<>()));
        }
        turns.getLast().said().add(new Said(index, message));
    }
}
