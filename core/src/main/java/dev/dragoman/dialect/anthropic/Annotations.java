package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's annotations of a whole answer, told as citations of its last text. */
final class Annotations {

    private Annotations() {}

    /** The parts of the answer; those of Anthropic's own answers have their citations already. */
    static List<Part> asCitations(Choice choice) {
        boolean cited = choice.parts().stream().anyMatch(Annotations::isCited);
        if (choice.annotations().isEmpty() || cited) {
            return choice.parts();
        }
        List<JsonObject> citations = citations(choice);
        List<Part> parts = new ArrayList<>(choice.parts());
        for (int i = parts.size() - 1; i >= 0 && !citations.isEmpty(); i--) {
            if (parts.get(i) instanceof Part.Text text) {
                parts.set(i, new Part.Text(text.text(), text.cache(), citations, text.signature()));
                return parts;
            }
        }
        return parts;
    }

    private static List<JsonObject> citations(Choice choice) {
        String answer = answer(choice.parts());
        List<JsonObject> citations = new ArrayList<>();
        for (JsonObject annotation : choice.annotations()) {
            JsonObject citation = Citations.citation(annotation, answer);
            if (citation != null) {
                citations.add(citation);
            }
        }
        return citations;
    }

    private static String answer(List<Part> parts) {
        StringBuilder answer = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                answer.append(text.text());
            }
        }
        return answer.toString();
    }

    private static boolean isCited(Part part) {
        return part instanceof Part.Text text && text.citations().stream().anyMatch(Citations::isOwn);
    }
}
