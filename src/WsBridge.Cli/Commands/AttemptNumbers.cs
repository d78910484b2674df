namespace WsBridge.Cli.Commands;

/// <summary>The numbers of association attempts that users type.</summary>
internal static class AttemptNumbers
{
    /// <summary>What to say of a number that a capture does not have.</summary>
    public static string NoSuch(int number, string capture, int count)
    {
        string range = count switch
        {
            0 => "has none",
            1 => "has one, number 1",
            _ => $"has {count}, numbers 1 to {count}",
        };
        return $"there is no attempt {number}: {capture} {range}.";
    }
}
