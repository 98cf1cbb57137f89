<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>FactLines</name>
    <message numerus="yes">
        <source>%Ln section(s)</source>
        <translation>
            <numerusform>%Ln section</numerusform>
            <numerusform>%Ln sections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilePasswordDialog</name>
    <message numerus="yes">
        <source>%Ln more file(s) will be asked about after this one.</source>
        <translation>
            <numerusform>%Ln more file will be asked about after this one.</numerusform>
            <numerusform>%Ln more files will be asked about after this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthSection</name>
    <message numerus="yes">
        <source>%Ln thing(s) are not as they should be.</source>
        <translation>
            <numerusform>%Ln thing is not as it should be.</numerusform>
            <numerusform>%Ln things are not as they should be.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportStrip</name>
    <message numerus="yes">
        <source>%Ln document(s) added</source>
        <translation>
            <numerusform>%Ln document added</numerusform>
            <numerusform>%Ln documents added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InformationDialog</name>
    <message numerus="yes">
        <source>… and %Ln more.</source>
        <translation>
            <numerusform>… and %Ln more.</numerusform>
            <numerusform>… and %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message numerus="yes">
        <source>… and %Ln more.</source>
        <translation>
            <numerusform>… and %Ln more.</numerusform>
            <numerusform>… and %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewLibraryFlow</name>
    <message numerus="yes">
        <source>%Ln document(s) are in it.</source>
        <translation>
            <numerusform>%Ln document is in it.</numerusform>
            <numerusform>%Ln documents are in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln document(s) something was lost:</source>
        <translation>
            <numerusform>Of %Ln document something was lost:</numerusform>
            <numerusform>Of %Ln documents something was lost:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenDesk</name>
    <message numerus="yes">
        <source>Delete %Ln document(s)?</source>
        <translation>
            <numerusform>Delete %Ln document?</numerusform>
            <numerusform>Delete %Ln documents?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message numerus="yes">
        <source>That PIN opens nothing. %Ln tries left.</source>
        <translation>
            <numerusform>That PIN opens nothing. %Ln try left.</numerusform>
            <numerusform>That PIN opens nothing. %Ln tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln second(s) left</source>
        <translation>
            <numerusform>about %Ln second left</numerusform>
            <numerusform>about %Ln seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuickReturnSection</name>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>%Ln min left</numerusform>
            <numerusform>%Ln min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left</source>
        <translation>
            <numerusform>%Ln h left</numerusform>
            <numerusform>%Ln h left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln place(s)</source>
        <translation>
            <numerusform>more than %Ln place</numerusform>
            <numerusform>more than %Ln places</numerusform>
        </translation>
    </message>
</context>
</TS>
