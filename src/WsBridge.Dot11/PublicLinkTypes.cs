namespace WsBridge;

// Public here; where the file is compiled a second time it is internal.
public static partial class LinkTypes;
