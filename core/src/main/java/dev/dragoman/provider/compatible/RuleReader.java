package dev.dragoman.provider.compatible;

import dev.dragoman.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the words of a rule. */
final class RuleReader {

    private RuleReader() {}

    /** The rule of a line. */
    static Rule read(String word, String rest) {
        List<String> words = Words.of(rest);
        return switch (word) {
            case "keep" -> new Rule.Keep(Set.copyOf(words));
            case "gateway" -> new Rule.Gateway();
            case "take" -> new Rule.Take(Set.copyOf(names(words)), scope(words));
            case "refuse" -> new Rule.Refuse(names(words), scope(words));
            case "strip" -> new Rule.Strip(words);
            case "rename" -> new Rule.Rename(words.get(0), words.get(1));
            case "set" -> new Rule.Put(words.get(0), Json.parse(words.get(1)));
            case "cap" -> new Rule.Cap(words.get(0), Double.parseDouble(words.get(1)));
            case "floor" -> new Rule.Floor(words.get(0), Double.parseDouble(words.get(1)), scope(words));
            case "trim" -> new Rule.Trim(words.get(0), words.get(1));
            case "no", "abilities", "texts", "schema" -> fixed(word + " " + rest);
            case "choice" -> new Rule.Choice(words.get(0), words.get(1));
            case "choices" -> new Rule.Choices(words);
            case "formats" -> new Rule.Formats(words);
            case "effort" -> effort(words);
            case "budget" -> new Rule.BudgetOfEffort(scope(words));
            case "tools" -> new Rule.ToolsWithout(words.subList(1, words.size()));
            case "messages" -> new Rule.MessagesWithout(words.subList(1, words.size()));
            case "thoughts" ->
                new Rule.ThoughtsListed(
                        Rule.ThoughtsListed.Form.valueOf(words.get(1).toUpperCase(Locale.ROOT)), scope(words));
            case "call-ids" -> new Rule.CallIds(Integer.parseInt(words.getFirst()));
            default -> throw unknown(word + " " + rest);
        };
    }

    private static Rule fixed(String line) {
        return switch (line) {
            case "no stream_options" -> new Rule.NoStreamOptions();
            case "abilities " -> new Rule.Abilities();
            case "texts joined" -> new Rule.TextsJoined();
            case "schema in json_object" -> new Rule.SchemaInJsonObject();
            default -> throw unknown(line);
        };
    }

    private static Rule effort(List<String> words) {
        return words.getFirst().equals("of")
                ? new Rule.EffortOfThinking()
                : new Rule.EffortAs(words.get(1), Json.parse(words.get(2)));
    }

    /** What stands before the scope. */
    private static List<String> names(List<String> words) {
        List<String> names = new ArrayList<>(words.size());
        for (String word : words) {
            if (word.equals("for") || word.equals("unless")) {
                break;
            }
            names.add(word);
        }
        return names;
    }

    private static Scope scope(List<String> words) {
        int positive = words.indexOf("for");
        int negative = words.indexOf("unless");
        int at = Math.max(positive, negative);
        return at < 0 ? Scope.ALL : new Scope(words.subList(at + 1, words.size()), negative >= 0);
    }

    private static IllegalArgumentException unknown(String line) {
        return new IllegalArgumentException("\"" + line.strip() + "\" (expected: a rule of Rule or a word of Row)");
    }
}
