namespace WsBridge.Extcap.Contract;

/// <summary>How Wireshark's dialog asks for a value: the types of extcap that are used here.</summary>
public enum OptionKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A whole number from 0.</summary>
    Unsigned,

    /// <summary>A number with a decimal point.</summary>
    Number,

    /// <summary>A tick; the option is there or not, and has no value.</summary>
    Flag,

    /// <summary>A file, chosen in a dialog.</summary>
    File,

    /// <summary>One of a list.</summary>
    Selector,
}
