using System.CommandLine;
using WsBridge.Capture.Unwrapping;

namespace WsBridge.Cli.Commands;

/// <summary>Which UDP ports hold 802.11 frames, for every command that analyses captures.</summary>
internal sealed class DecodeOption
{
    private readonly Option<string[]> _decode = new("--decode", "-d")
    {
        Description = $"UDP ports that hold wrapped 802.11 frames beside the customary ones: {string.Join(", ", DecodeAs.Names)}; "
            + $"repeatable",
        HelpName = "udp.port==N,PROTOCOL",
    };

    public DecodeOption() => _decode.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (!DecodeAs.TryParse(text, out _, out string? problem))
            {
                result.AddError($"{_decode.Name}: {problem}");
            }
        }
    });

    public void AddTo(Command command) => command.Options.Add(_decode);

    /// <summary>What was given.</summary>
    public IReadOnlyList<DecodeAs> Of(ParseResult parsed) =>
        [.. (parsed.GetValue(_decode) ?? []).Select(text => DecodeAs.TryParse(text, out DecodeAs? decode, out _) ? decode : null)
            .OfType<DecodeAs>()];
}
