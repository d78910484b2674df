using System.ComponentModel;
using System.Reflection;
using System.Text;
using WsBridge.Capture;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap;

/// <summary>The program: a request, the step that answers it, and what it says when it cannot.</summary>
public static class ExtcapProgram
{
    private const int Failed = 1;

    /// <summary>E.g. 0.1.0.</summary>
    public static string Version { get; } =
        typeof(ExtcapProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";

    /// <summary>What the program calls itself in what it writes, e.g. WsBridge 0.1.0.</summary>
    public static string Name => $"WsBridge {Version}";

    /// <summary>Answers one call.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Standard output, where Wireshark reads sentences.</param>
    /// <param name="errors">Standard error, which Wireshark shows in a dialog.</param>
    /// <returns>The exit status.</returns>
    public static int Run(IReadOnlyList<string> arguments, Stream output, Stream errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            string answer = Answer(ExtcapCommandLine.Parse(arguments, CaptureSources.All));
            output.Write(Encoding.UTF8.GetBytes(answer));
            return 0;
        }
        catch (SourceProblemException problem)
        {
            return Fail(errors, problem.Message);
        }
#pragma warning disable CA1031 // a full pipe, no more file handles, a fault of ours: Wireshark shows the sentence, and no dump of our code
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Fail(errors, error switch
            {
                IOException or UnauthorizedAccessException or Win32Exception =>
                    $"The capture source cannot go on: {SystemMessage.Of(error)}.",
                OutOfMemoryException => "The capture source cannot go on: there is not enough memory.",
                _ => $"The capture source cannot go on, which is a fault in WsBridge: {error.GetType().Name}: {error.Message} Please "
                    + $"report it with its options.",
            });
        }
    }

    private static int Fail(Stream errors, string sentence)
    {
        try
        {
            errors.Write(Encoding.UTF8.GetBytes($"{PrintableText.Lines(sentence)}\n"));
        }
        catch (IOException)
        {
            // There is nobody left to tell.
        }

        return Failed;
    }

    private static string Answer(ExtcapRequest request)
    {
        var sentences = new SentenceWriter();
        switch (request)
        {
            case ExtcapRequest.Interfaces:
                sentences.Program(Version, "https://www.wireshark.org/docs/man-pages/extcap.html", "WsBridge");
                foreach (ICaptureSource source in CaptureSources.All)
                {
                    sentences.Interface(source);
                }

                foreach (ToolbarControl control in ToolbarControl.All)
                {
                    sentences.Control(control);
                }

                break;
            case ExtcapRequest.LinkTypes:
                sentences.LinkType(LinkTypes.Radiotap, "IEEE802_11_RADIO", "802.11 with radiotap header");
                break;
            case ExtcapRequest.Options { Source: var source }:
                foreach ((int number, SourceOption option) in CommonOptions.AllOf(source).Index())
                {
                    sentences.Option(number, option);
                }

                break;
            case ExtcapRequest.Reload { Source: var source, Values: var values } reload:
                for (int number = 0; number < source.Options.Count; number++)
                {
                    SourceOption option = source.Options[number];
                    if (option.HasReload && option.Call.TrimStart('-') == reload.Option.TrimStart('-'))
                    {
                        foreach (OptionValue value in source.Reload(option, values))
                        {
                            sentences.Value(number, value, isDefault: value.Value == option.Default);
                        }
                    }
                }

                break;
            case ExtcapRequest.FilterCheck { Filter: var filter }:
                return CaptureFilter.Check(filter) ?? "";
            case ExtcapRequest.Capture capture:
                CaptureStep.Run(capture);
                break;
            case ExtcapRequest.Help:
                return Usage;
        }

        return sentences.ToString();
    }

    private static string Usage => $"""
        wsbridge-extcap {Version}: capture sources for Wireshark and tshark, which start it themselves.

        In Wireshark, the gear beside a source shows its options. By hand:
        wsbridge-extcap --capture --extcap-interface {CaptureSources.All[0].Name} --file roam.pcapng --fifo out.pcapng

        {string.Join('\n', CaptureSources.All.Select(OptionsOf))}
        """;

    private static string OptionsOf(ICaptureSource source) =>
        $"{source.Name}\n" + string.Concat(
            CommonOptions.AllOf(source).Select(option => $"  {option.Call,-16}{option.Tooltip}"
            + $"{(option.Default is { } value ? $" Default: {value}" : "")}\n"));
}
