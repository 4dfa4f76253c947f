package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonValue;
import java.util.List;
import java.util.Set;

/** One departure of a place from OpenAI's format. Rules are applied in the order in which a row lists them. */
sealed interface Rule {

    /** {@code keep a b}: members that are otherwise renamed or taken out for every place stay as they are. */
    record Keep(Set<String> names) implements Rule {}

    /** {@code gateway}: another gateway, which takes requests as they come. */
    record Gateway() implements Rule {}

    /** {@code take a b [for model]}: of OpenAI's parameters no others are taken. */
    record Take(Set<String> names, Scope scope) implements Rule {}

    /** {@code refuse a b [for model | unless model]}: parameters that are not taken. */
    record Refuse(List<String> names, Scope scope) implements Rule {}

    /** {@code strip a b}: members that mean nothing to the place and are no parameters. */
    record Strip(List<String> names) implements Rule {}

    /** {@code rename a b}: a parameter under another name. */
    record Rename(String from, String to) implements Rule {}

    /** {@code set a json}: a member for every request that has none of that name. */
    record Put(String name, JsonValue value) implements Rule {}

    /** {@code cap a n}: a number that may not be larger. */
    record Cap(String name, double most) implements Rule {}

    /** {@code floor a n [for model]}: a number that may not be smaller. */
    record Floor(String name, double least, Scope scope) implements Rule {}

    /** {@code trim a b}: of a parameter's members only one is taken. */
    record Trim(String name, String member) implements Rule {}

    /** {@code no stream_options}: streams tell their usage unasked. */
    record NoStreamOptions() implements Rule {}

    /** {@code abilities}: tools and response formats are taken by models that are not known to lack them. */
    record Abilities() implements Rule {}

    /** {@code choice a b}: a choice of tools under another name. */
    record Choice(String from, String to) implements Rule {}

    /** {@code choices a b}: the choices of tools that are taken. */
    record Choices(List<String> taken) implements Rule {}

    /** {@code formats a b}: the types of response formats that are taken. */
    record Formats(List<String> taken) implements Rule {}

    /** {@code schema in json_object}: a schema stands beside the type {@code json_object}. */
    record SchemaInJsonObject() implements Rule {}

    /** {@code effort as a json}: any effort but none is asked for by this member. */
    record EffortAs(String name, JsonValue value) implements Rule {}

    /** {@code effort of thinking}: a budget of thinking tokens becomes an effort. */
    record EffortOfThinking() implements Rule {}

    /** {@code budget of reasoning_effort [for model]}: an effort becomes a budget of thinking tokens. */
    record BudgetOfEffort(Scope scope) implements Rule {}

    /** {@code tools without a b}: members that are not taken in functions and anywhere in their schemas. */
    record ToolsWithout(List<String> names) implements Rule {}

    /** {@code texts joined}: a message's list of nothing but texts becomes one text. */
    record TextsJoined() implements Rule {}

    /**
     * {@code thoughts listed thinking|reasoning [for model]}: thoughts of earlier turns are parts of their content; other models
     * get none.
     */
    record ThoughtsListed(Form form, Scope scope) implements Rule {

        /** How such a part is written: as Mistral or as Databricks does. */
        enum Form {
            THINKING,
            REASONING
        }
    }

    /** {@code messages without a b}: members that are taken in messages of tools only. */
    record MessagesWithout(List<String> names) implements Rule {}

    /** {@code call-ids n}: ids of tool calls have exactly that many letters and digits. */
    record CallIds(int length) implements Rule {}
}
