namespace WsBridge.Sdk;

/// <summary>How bad a finding is, in Wireshark's expert words and order.</summary>
public enum Severity
{
    /// <summary>Usual workflow worth showing.</summary>
    Chat,

    /// <summary>Notable, not a fault.</summary>
    Note,

    /// <summary>Unusual; may be a fault.</summary>
    Warn,

    /// <summary>A fault.</summary>
    Error,
}
