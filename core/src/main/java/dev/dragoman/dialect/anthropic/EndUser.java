package dev.dragoman.dialect.anthropic;

import dev.dragoman.model.ChatRequest;
import org.jspecify.annotations.Nullable;

/** The id of the end user, which may not be something that identifies a person. */
final class EndUser {

    private EndUser() {}

    /** The id to send; null for none. */
    static @Nullable String id(ChatRequest request, Extras extras) {
        String user = request.user() != null ? request.user() : extras.safetyIdentifier();
        if (user == null && request.metadata() != null) {
            user = request.metadata().string("user_id");
        }
        return user == null || isEmail(user) || isPhoneNumber(user) ? null : user;
    }

    static boolean isEmail(String text) {
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        return at > 0
                && dot > at + 1
                && text.length() - dot > 2
                && each(text, 0, at, EndUser::isLocal)
                && each(text, at + 1, dot, EndUser::isDomain)
                && each(text, dot + 1, text.length(), EndUser::isLetter);
    }

    static boolean isPhoneNumber(String text) {
        int from = text.startsWith("+") ? 1 : 0;
        return text.length() - from >= 7 && each(text, from, text.length(), EndUser::isDialled);
    }

    private interface Characters {
        boolean contain(char c);
    }

    private static boolean each(String text, int from, int to, Characters allowed) {
        for (int i = from; i < to; i++) {
            if (!allowed.contain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLocal(char c) {
        return isDomain(c) || c == '_' || c == '%' || c == '+';
    }

    private static boolean isDomain(char c) {
        return isLetter(c) || isDigit(c) || c == '.' || c == '-';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDialled(char c) {
        return isDigit(c) || c == ' ' || c == '(' || c == ')' || c == '-' || c == '\t';
    }
}
