namespace WsBridge.Extcap.Control;

/// <summary>What a message between the program and Wireshark's toolbar asks for.</summary>
/// <remarks>Wireshark's doc/wsdg_src/wsdg_capture.adoc, "Control Protocol".</remarks>
public enum ControlCommand : byte
{
    /// <summary>From the toolbar: it is ready and has sent all its values.</summary>
    Initialized = 0,

    /// <summary>Sets the value of a control.</summary>
    Set = 1,

    /// <summary>Adds to it: a line to a log, a choice to a selector.</summary>
    Add = 2,

    /// <summary>Removes from it.</summary>
    Remove = 3,

    /// <summary>Lets it be used.</summary>
    Enable = 4,

    /// <summary>Greys it out.</summary>
    Disable = 5,

    /// <summary>A message for the status bar.</summary>
    StatusBar = 6,

    /// <summary>A message in a dialog.</summary>
    Information = 7,

    /// <summary>A warning in a dialog.</summary>
    Warning = 8,

    /// <summary>An error in a dialog.</summary>
    Error = 9,
}
