using System.Globalization;
using System.Text;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Contract;

/// <summary>
/// Writes the sentences in which an extcap program answers Wireshark: a word, then <c>{name=value}</c> pairs. In a value a closing brace
/// and a backslash stand behind a backslash.
/// </summary>
/// <remarks>Wireshark's extcap_parser.c; doc/extcap.adoc.</remarks>
public sealed class SentenceWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>The program itself.</summary>
    /// <param name="version">E.g. 0.1.0.</param>
    /// <param name="help">Where more is said.</param>
    /// <param name="toolbar">The title of its toolbar in Wireshark's menu.</param>
    public void Program(string version, string help, string toolbar) =>
        _text.Append("extcap").Pair("version", version).Pair("help", help).Pair("display", toolbar).End();

    /// <summary>A capture source.</summary>
    public void Interface(ICaptureSource source) =>
        _text.Append("interface").Pair("value", source.Name).Pair("display", source.Display).End();

    /// <summary>A control of the toolbar and its choices.</summary>
    public void Control(ToolbarControl control)
    {
        _text.Append("control").Pair("number", Text(control.Number)).Pair("type", control.Type).PairIf("role", control.Role)
            .Pair("display", control.Display).Pair("tooltip", control.Tooltip).End();
        foreach (OptionValue value in control.Values)
        {
            _text.Append("value").Pair("control", Text(control.Number)).Pair("value", value.Value).Pair("display", value.Display).End();
        }
    }

    /// <summary>What the packets of a source begin with.</summary>
    public void LinkType(int number, string name, string display) =>
        _text.Append("dlt").Pair("number", Text(number)).Pair("name", name).Pair("display", display).End();

    /// <summary>An option and its choices.</summary>
    /// <param name="number">The number of the option, from 0.</param>
    /// <param name="option">The option.</param>
    public void Option(int number, SourceOption option)
    {
        _text.Append("arg").Pair("number", Text(number)).Pair("call", option.Call).Pair("display", option.Display)
            .Pair("type", Word(option.Kind))
            .Pair("tooltip", option.Tooltip).PairIf("default",
                option.Kind is OptionKind.Selector or OptionKind.Flag ? null : option.Default)
            .PairIf("placeholder", option.Placeholder).PairIf("validation", option.Validation)
            .PairIf("range", option.Range is { } range ? $"{Text(range.Least)},{Text(range.Greatest)}" : null)
            .PairIf("mustexist",
                option.Kind == OptionKind.File ? option.MustExist ? "true" : "false" : null).PairIf("fileext", option.FileExtensions)
            .PairIf("reload", option.HasReload ? "true" : null).Pair("group", option.Group).End();
        foreach (OptionValue value in option.Values)
        {
            Value(number, value, isDefault: value.Value == option.Default);
        }
    }

    /// <summary>One choice of a selector.</summary>
    /// <param name="number">The number of the option.</param>
    /// <param name="value">The choice.</param>
    /// <param name="isDefault">It is chosen until the user chooses.</param>
    public void Value(int number, OptionValue value, bool isDefault) =>
        _text.Append("value").Pair("arg", Text(number)).Pair("value", value.Value).Pair("display", value.Display)
            .PairIf("default", isDefault ? "true" : null).End();

    /// <summary>Everything written so far.</summary>
    public override string ToString() => _text.ToString();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Word(OptionKind kind) => kind switch
    {
        OptionKind.Text => "string",
        OptionKind.Unsigned => "unsigned",
        OptionKind.Number => "double",
        OptionKind.Flag => "boolflag",
        OptionKind.File => "fileselect",
        _ => "selector",
    };
}

file static class Pairs
{
    public static StringBuilder Pair(this StringBuilder text, string name, string value)
    {
        text.Append(text[^1] == '}' ? "" : " ").Append('{').Append(name).Append('=');
        foreach (char letter in value)
        {
            text.Append(letter switch { '}' => "\\}", '\\' => "\\\\", '\r' or '\n' => " ", _ => letter.ToString() });
        }

        return text.Append('}');
    }

    public static StringBuilder PairIf(this StringBuilder text, string name, string? value) =>
        value is null ? text : text.Pair(name, value);

    public static void End(this StringBuilder text) => text.Append('\n');
}
