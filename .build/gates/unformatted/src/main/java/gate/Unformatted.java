package gate;

/** Written carelessly. */
public record Unformatted( String value )
{
}
