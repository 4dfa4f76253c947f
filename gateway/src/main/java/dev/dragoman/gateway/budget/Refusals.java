package dev.dragoman.gateway.budget;

import dev.dragoman.error.ApiException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Call;
import java.time.Duration;

/** Why calls are refused for want of money, in LiteLLM's words. */
final class Refusals {

    private static final int TOO_MANY = 429;
    private static final int BAD_REQUEST = 400;

    private Refusals() {}

    /**
     * A budget does not suffice.
     *
     * @param status 400 or 429; that of a provider is always 429
     */
    static LlmException exceeded(Admission.Shortage shortage, int status) {
        BudgetLine line = shortage.line();
        int told = line.level() == BudgetLevel.PROVIDER ? TOO_MANY : status;
        ErrorDetail detail = ErrorDetail.of(message(line, shortage.spentNanos()))
                .withType("budget_exceeded")
                .withCode(Integer.toString(told))
                .withRetry(false);
        return switch (told) {
            case TOO_MANY -> new RateLimitException(detail);
            case BAD_REQUEST -> new BadRequestException(detail);
            default -> new ApiException(detail, told, null);
        };
    }

    /** It is not known what is left. */
    static LlmException unavailable() {
        return new ServiceUnavailableException(ErrorDetail.of(
                        "Budget enforcement unavailable: the database does not answer, and what this instance holds of"
                                + " the budgets does not suffice (expected: an answer within seconds; try again)")
                .withType("budget_unavailable")
                .withRetryAfter(Duration.ofSeconds(1)));
    }

    /** It is not known what the call may cost. */
    static LlmException unpriced(Call call) {
        return new BadRequestException(ErrorDetail.of("model: " + call.model()
                        + " has no known price for this call, so that its budget could not be kept (expected: a model with prices,"
                        + " or dragoman_settings.unpriced_hold for calls without)")
                .withType("invalid_request_error")
                .withParam("model")
                .withCode("unpriced_model"));
    }

    static String message(BudgetLine line, long spent) {
        return switch (line.level()) {
            case KEY, GLOBAL -> exceeded("", line, spent);
            case KEY_WINDOW -> window("Key", name(line, 0), line, spent);
            case KEY_MODEL ->
                "LiteLLM Virtual Key: " + name(line, 0) + ", key_alias: " + name(line, 1)
                        + ", exceeded budget for model=" + name(line, 2);
            case TEAM -> exceeded("Team=" + name(line, 0) + " ", line, spent);
            case TEAM_WINDOW -> window("Team=" + name(line, 0), name(line, 1), line, spent);
            case TEAM_MEMBER -> exceeded("User=" + name(line, 0) + " in Team=" + name(line, 1) + " ", line, spent);
            case PROJECT -> exceeded("Project=" + name(line, 0) + " ", line, spent);
            case ORGANIZATION -> exceeded("Organization=" + name(line, 0) + " ", line, spent);
            case TAG -> exceeded("Tag=" + name(line, 0) + " ", line, spent);
            case USER -> over("User=" + name(line, 0), line, spent);
            case END_USER -> over("End User=" + name(line, 0), line, spent);
            case PROVIDER ->
                "No deployments available - crossed budget for provider: Exceeded budget for provider " + name(line, 0)
                        + ": " + Dollars.plain(spent) + " >= " + Dollars.plain(line.maxNanos());
        };
    }

    private static String exceeded(String whose, BudgetLine line, long spent) {
        return "Budget has been exceeded! " + whose + "Current cost: " + Dollars.plain(spent) + ", Max budget: "
                + Dollars.plain(line.maxNanos());
    }

    private static String over(String whose, BudgetLine line, long spent) {
        return "ExceededBudget: " + whose + " over budget. Spend=" + Dollars.plain(spent) + ", Budget="
                + Dollars.plain(line.maxNanos());
    }

    private static String window(String whose, String duration, BudgetLine line, long spent) {
        return "ExceededBudget: " + whose + " over " + duration + " budget. Spend=$" + Dollars.rounded(spent, 4)
                + ", Limit=$" + Dollars.rounded(line.maxNanos(), 2);
    }

    private static String name(BudgetLine line, int index) {
        return index < line.names().size() ? line.names().get(index) : line.id();
    }
}
