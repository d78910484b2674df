using System.Globalization;

namespace WsBridge.Worker;

/// <summary>What the host gives a worker.</summary>
internal sealed record Arguments(string Assembly, string Requests, string Replies, string Memory, int FirstField, int FirstExpert,
    int Owner, int MaxLines)
{
    /// <summary>Null when they are not those of the host.</summary>
    public static Arguments? Read(string[] args) =>
        args is [var assembly, var requests, var replies, var memory, var field, var expert, var owner, var lines]
        && TryNumber(field, out int firstField) && TryNumber(expert, out int firstExpert) && TryNumber(owner, out int number)
        && TryNumber(lines, out int mostLines)
            ? new Arguments(assembly, requests, replies, memory, firstField, firstExpert, number, mostLines)
            : null;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
