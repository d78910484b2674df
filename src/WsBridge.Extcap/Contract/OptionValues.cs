using System.Globalization;

namespace WsBridge.Extcap.Contract;

/// <summary>
/// The values of a source's options, with their defaults where none is given. Wireshark may leave out what is at its default.
/// </summary>
/// <param name="given">By option; an empty text is none.</param>
public sealed class OptionValues(IReadOnlyDictionary<string, string> given)
{
    private readonly IReadOnlyDictionary<string, string> _given = given;

    /// <summary>The text; null when there is none.</summary>
    public string? Text(SourceOption option) =>
        _given.TryGetValue(option.Call, out string? value) && value.Length > 0 ? value : option.Default;

    /// <summary>Whether it is ticked.</summary>
    public bool Flag(SourceOption option) => Text(option) is { } value && value != "false";

    /// <summary>A whole number.</summary>
    /// <exception cref="SourceProblemException">It is none, or out of its range.</exception>
    public int Unsigned(SourceOption option)
    {
        (int least, int greatest) = option.Range ?? (0, int.MaxValue);
        return int.TryParse(Text(option), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            && number <= greatest
            ? number
            : throw new SourceProblemException(
                string.Create(CultureInfo.InvariantCulture,
                $"{option.Call} takes a whole number from {least} to {greatest}, not \"{Text(option)}\"."));
    }

    /// <summary>A number that is not negative.</summary>
    /// <exception cref="SourceProblemException">It is none.</exception>
    public double Number(SourceOption option) =>
        double.TryParse(Text(option), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new SourceProblemException($"{option.Call} takes a number that is not negative, such as 0.5, not \"{Text(option)}\".");
}
