using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap;

/// <summary>
/// Reads the command line that Wireshark makes. Each generation of Wireshark adds options, so one that is not known is passed over together
/// with its value.
/// </summary>
public static class ExtcapCommandLine
{
    private static readonly ParserConfiguration AsGiven = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Reads it.</summary>
    /// <exception cref="SourceProblemException">Something that the request needs is missing or has no value.</exception>
    public static ExtcapRequest Parse(IReadOnlyList<string> arguments, IReadOnlyList<ICaptureSource> sources)
    {
        var interfaces = new Option<bool>("--extcap-interfaces");
        var linkTypes = new Option<bool>("--extcap-dlts");
        var config = new Option<bool>("--extcap-config");
        var capture = new Option<bool>("--capture");
        var help = new Option<bool>("--help", "-h");
        var name = new Option<string>("--extcap-interface");
        var reload = new Option<string>("--extcap-reload-option");
        var filter = new Option<string>("--extcap-capture-filter");
        var fifo = new Option<string>("--fifo");
        var controlIn = new Option<string>("--extcap-control-in");
        var controlOut = new Option<string>("--extcap-control-out");
        var version = new Option<string>("--extcap-version") { Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("wsbridge-extcap")
        {
            interfaces,
            linkTypes,
            config,
            capture,
            help,
            name,
            reload,
            filter,
            fifo,
            controlIn,
            controlOut,
            version,
        };
        command.TreatUnmatchedTokensAsErrors = false;

        ICaptureSource? source = Named(ValueAfter(arguments, name.Name), sources);
        List<Option> own = [.. (source is null ? [] : CommonOptions.AllOf(source)).Select(option => (Option)(option.Kind == OptionKind.Flag
            ? new Option<bool>(option.Call)
            : new Option<string>(option.Call)))];
        own.ForEach(command.Options.Add);

        ParseResult parsed = command.Parse(arguments, AsGiven);
        if (parsed.Errors is [var error, ..])
        {
            throw new SourceProblemException(error.Message);
        }

        if (parsed.GetValue(interfaces))
        {
            return new ExtcapRequest.Interfaces();
        }

        if (parsed.GetValue(help) || source is null)
        {
            return ValueAfter(arguments, name.Name) is { } unknown && source is null
                ? throw new SourceProblemException($"There is no capture source {unknown}; there are "
                    + $"{string.Join(", ", sources.Select(known => known.Name))}.")
                : new ExtcapRequest.Help();
        }

        var values =
            new OptionValues(own.Select(option => parsed.GetResult(option)).OfType<OptionResult>().Where(result => !result.Implicit)
                .ToDictionary(result => result.Option.Name, TextOf));
        return true switch
        {
            _ when parsed.GetValue(linkTypes) => new ExtcapRequest.LinkTypes(source),
            _ when parsed.GetValue(config) && parsed.GetValue(reload) is { } option => new ExtcapRequest.Reload(source, option, values),
            _ when parsed.GetValue(config) => new ExtcapRequest.Options(source),
            _ when parsed.GetValue(capture) => new ExtcapRequest.Capture(
                source,
                parsed.GetValue(fifo) ?? throw new SourceProblemException("--capture needs --fifo FILE, the pipe or file to write to."),
                parsed.GetValue(filter) is { Length: > 0 } given ? given : null,
                parsed.GetValue(controlIn),
                parsed.GetValue(controlOut),
                values),
            _ when parsed.GetValue(filter) is { } check => new ExtcapRequest.FilterCheck(check),
            _ => new ExtcapRequest.Help(),
        };
    }

    private static ICaptureSource? Named(string? name, IReadOnlyList<ICaptureSource> sources) =>
        sources.FirstOrDefault(source => source.Name == name);

    /// <summary>Which options there are depends on the source, so its name is looked for first.</summary>
    private static string? ValueAfter(IReadOnlyList<string> arguments, string option) =>
        arguments.SkipWhile(argument => argument != option).Skip(1).FirstOrDefault();

    // A flag is there or not; some users write a value behind it all the same.
    private static string TextOf(OptionResult result) =>
        result.Tokens is [.., var last] ? last.Value : result.Option is Option<bool> ? "true" : "";
}
